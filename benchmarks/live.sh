#!/usr/bin/env bash
# A live stream on an embedded Flink: a broker, the stream and the simulator, each a process of its
# own, and then how long records and windows took.
#
#     benchmarks/live.sh [events a second, 2000] [seconds to look at, 60]
#
# Needs what the build needs: a JDK, Maven, Python 3 with its venv module.
source "$(dirname "$0")/processes.sh"
rate=${1:-2000}
seconds=${2:-60}

build
python3 pipelines/src/test/python/make_venv.py pipelines/target/venv pipelines/src/test/python/requirements.txt
start_broker
run 3g stream.StreamPipeline --runner=FlinkRunner --bootstrapServers="$broker" \
  --lakehouse="$work/lakehouse" > "$work/stream.out" 2>&1 &
# The first records find a JVM that is still compiling: a minute and a half is for warming up.
run 512m simulate.Simulate --bootstrapServers="$broker" --live --eventsPerSecond="$rate" \
  --events=$((rate * (seconds + 90)))
sleep 15
pipelines/target/venv/bin/python benchmarks/live_latency.py "$work/lakehouse" "$rate" "$seconds"
