#!/usr/bin/env bash
# A table as a live stream leaves it, with a file a partition every ten seconds: how many files one
# customer's events lie in, before and after Z-order beside the stream.
#
#     benchmarks/live_table.sh [events a second, 2000] [seconds, 150]
source "$(dirname "$0")/processes.sh"
rate=${1:-2000}
seconds=${2:-150}
lakehouse="$work/lakehouse"

files() {
  run 512m maintain.Maintain describe --lakehouse="$lakehouse" --table=silver_events \
    | grep -E 'holds|partitions|clustering'
}

build
start_broker
run 3g stream.StreamPipeline --runner=FlinkRunner --bootstrapServers="$broker" \
  --lakehouse="$lakehouse" > "$work/stream.out" 2>&1 &
run 512m simulate.Simulate --bootstrapServers="$broker" --live --eventsPerSecond="$rate" \
  --events=$((rate * seconds))
sleep 15
files
measured 768m maintain.Maintain optimize --lakehouse="$lakehouse" --table=silver_events
files
