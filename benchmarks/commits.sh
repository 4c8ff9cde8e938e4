#!/usr/bin/env bash
# A thousand small commits to a Delta table: are the last hundred as quick as the first?
#
#     benchmarks/commits.sh
source "$(dirname "$0")/processes.sh"

build
java -Xmx512m -cp "pipelines/target/classes:$(cat pipelines/target/classpath.txt)" \
  benchmarks/Commits.java "$work"
