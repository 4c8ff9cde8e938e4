#!/usr/bin/env bash
# How the cost of a replay grows with the topic: the whole stream on an embedded Flink with the books
# at its end, in the same heap, for each number of events; and the shape of the tables after it.
#
#     [HEAP=3g] benchmarks/growth.sh [events...]        # 2,000,000 and 20,000,000
source "$(dirname "$0")/processes.sh"
[ $# -gt 0 ] || set -- 2000000 20000000

build
for events in "$@"; do
  start_broker
  run 1g simulate.Simulate --bootstrapServers="$broker" --events="$events" | tail -4
  measured "${HEAP:-3g}" stream.StreamPipeline --runner=FlinkRunner --bootstrapServers="$broker" \
    --lakehouse="$work/lakehouse" --untilNow=true 2>&1 | grep -v '^stream '
  run 1g maintain.Maintain describe --lakehouse="$work/lakehouse" --table=silver_events
  kill %%
  wait %% || true
  rm -rf "$work/lakehouse" "$work/kafka" "$work/kafka.out"
done
