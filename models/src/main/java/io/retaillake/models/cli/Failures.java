package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The one table from exceptions to exit codes and messages. */
final class Failures {

  private Failures() {}

  /**
   * Prints what went wrong and returns how the program ends. Only a failure that is nobody's fault
   * but the program's own comes with its stack trace.
   */
  static ExitCode report(Throwable failure, PrintWriter err) {
    if (failure instanceof ModelException model) {
      print(model.what(), model.why(), model.whatToDo(), err);
      return exitCode(model.problem());
    }
    if (failure instanceof FileSystemException file) {
      print(
          "a file can't be used: " + file.getFile(),
          why(file),
          "Check the path and who may read and write it",
          err);
      return ExitCode.IO;
    }
    if (failure instanceof IOException) {
      print(
          "a file can't be read or written",
          String.valueOf(failure.getMessage()),
          "Check the file and the space on the disk, then run again",
          err);
      return ExitCode.IO;
    }
    err.println("ERROR  unexpected failure: " + failure);
    err.println("  This is a fault of the program; please report it with what follows.");
    failure.printStackTrace(err);
    err.flush();
    return ExitCode.FAILED;
  }

  private static void print(String problem, String why, String remedy, PrintWriter err) {
    err.println("ERROR  " + problem);
    err.println("  why         " + why);
    err.println("  what to do  " + remedy);
    err.flush();
  }

  private static ExitCode exitCode(ModelException.Problem problem) {
    return switch (problem) {
      case WRONG_SETTING -> ExitCode.USAGE;
      case BAD_DATA -> ExitCode.DATA;
      case NO_FIT -> ExitCode.NO_FIT;
    };
  }

  private static String why(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "something else is there";
    }
    return String.valueOf(failure.getReason());
  }
}
