#!/usr/bin/env bash
# Latency against rate: one live stream on an embedded Flink, warmed up, then one rate after another,
# each higher than the last, until the stream can't follow.
#
#     benchmarks/saturation.sh [seconds a rate, 60 [events a second...]]
#
# Broker, simulator and stream share the machine. Needs a JDK, Maven, Python 3 with its venv module.
source "$(dirname "$0")/processes.sh"
seconds=${1:-60}
rates=("${@:2}")
[ ${#rates[@]} -gt 0 ] || rates=(2000 5000 10000 20000 30000 40000)

build
python3 pipelines/src/test/python/make_venv.py pipelines/target/venv pipelines/src/test/python/requirements.txt
start_broker
run 3g stream.StreamPipeline --runner=FlinkRunner --bootstrapServers="$broker" \
  --lakehouse="$work/lakehouse" > "$work/stream.out" 2>&1 &

# shop RATE SECONDS SEED: customers come at this rate for so long
shop() {
  run 512m simulate.Simulate --bootstrapServers="$broker" --live --eventsPerSecond="$1" \
    --events=$(($1 * $2)) --seed="$3" > "$work/shop.out" || { cat "$work/shop.out"; return 1; }
}

echo "warming up for 90 s"
shop 10000 90 1
for rate in "${rates[@]}"; do
  echo "$rate events/s for $seconds s"
  begin=$(date +%s)
  shop "$rate" "$seconds" "$rate"
  echo "$rate $begin $(date +%s)" >> "$work/steps"
done
sleep 30
pipelines/target/venv/bin/python benchmarks/latency_by_rate.py "$work/lakehouse" "$work/steps"
