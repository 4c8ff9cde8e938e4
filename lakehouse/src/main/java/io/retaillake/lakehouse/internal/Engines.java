package io.retaillake.lakehouse.internal;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import org.apache.hadoop.conf.Configuration;

/** Kernel's engine for a location: ours for local files, Kernel's own for other storage. */
final class Engines {
  private Engines() {}

  static Engine of(TableLocation location) {
    return location.isLocal() ? Local.ENGINE : Remote.ENGINE;
  }

  /** Loaded when first asked for: reading Hadoop's configuration takes a while. */
  private static final class Local {
    static final Engine ENGINE = DefaultEngine.create(new LocalFileIO(configuration()));

    private static Configuration configuration() {
      Configuration configuration = new Configuration();
      // Without the checksum files that Hadoop's own local file system puts beside every file.
      configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
      configuration.setBoolean("fs.file.impl.disable.cache", true);
      return configuration;
    }
  }

  private static final class Remote {
    static final Engine ENGINE = DefaultEngine.create(new Configuration());
  }
}
