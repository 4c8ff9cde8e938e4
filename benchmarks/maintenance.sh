#!/usr/bin/env bash
# Silver of two million events: how many files one customer's events lie in, before and after
# Z-order, what that takes, and the customers' features from it on an embedded Flink.
#
#     benchmarks/maintenance.sh [lakehouse to work on a copy of]
#
# Without a lakehouse, a demo of two million events makes one.
source "$(dirname "$0")/processes.sh"
given=${1:+$(cd "$OLDPWD" && realpath "$1")}
lakehouse="$work/lakehouse"

files() {
  run 512m maintain.Maintain describe --lakehouse="$lakehouse" --table=silver_events \
    | grep -E 'holds|partitions|clustering'
}

build
if [ -n "$given" ]; then
  mkdir "$lakehouse"
  cp -r "$given/silver_events" "$lakehouse"
else
  run 4g demo.Demo --runner=FlinkRunner --events=2000000 --lakehouse="$lakehouse"
fi
files
measured 768m maintain.Maintain optimize --lakehouse="$lakehouse" --table=silver_events
files
measured 4g features.BuildUserFeatures --runner=FlinkRunner --lakehouse="$lakehouse"
