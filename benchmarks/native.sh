#!/usr/bin/env bash
# The stream against the same job written by hand: on one topic, in turns, each in a JVM of its own
# with the same heap and parallelism, each checked for the same rows and the same revenue.
#
#     benchmarks/native.sh [rounds [events [parallelism [program...]]]]  # 3, 2,000,000, 2, all five
#
#   ours          the platform's stream on an embedded Flink, without the books at its end
#   native        Flink's DataStream API: ids told by a shuffle, every sale into its window
#   preaggregated the same, with sales summed before the shuffle, as ours has it
#   chained       the same again, ids told where they are read, in a state that can't be restored
#   floor         consumers that write Parquet in a loop
#
# CPU is that of the whole process, its start, its JIT compiler and its garbage collector included;
# the broker's is not in it. Needs a JDK, Maven and Python 3.
source "$(dirname "$0")/processes.sh"
rounds=${1:-3}
events=${2:-2000000}
parallelism=${3:-2}
programs=("${@:4}")
[ ${#programs[@]} -gt 0 ] || programs=(ours native preaggregated chained floor)

build_benchmarks() {
  mvn -q -B -ntp -pl benchmarks -am compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/classpath.txt
}

# bench HEAP CLASS ARGUMENT...: a program of this module
bench() {
  java "-Xmx$1" --add-opens=java.base/java.{lang,util,nio,time,lang.invoke}=ALL-UNNAMED \
    -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
    "io.retaillake.benchmarks.$2" "${@:3}"
}
export -f bench

# turn NAME CLASS WORD...: one run, its cost, and what it made
turn() {
  local lakehouse="$work/$1"
  rm -rf "$lakehouse"
  python3 benchmarks/peak.py bash -c 'bench "$@"' bench \
    3g "$2" "$broker" "$lakehouse" "$parallelism" "${@:3}" > "$work/$1.out" 2>&1 \
    || { cat "$work/$1.out"; return 1; }
  echo "$1 $(grep '^  process' "$work/$1.out" | tail -1)" | tee -a "$work/results"
  bench 2g Check "$lakehouse" >> "$work/checks"
  rm -rf "$lakehouse"
}

build_benchmarks
cp benchmarks/target/classpath.txt pipelines/target/classpath.txt
start_broker
run 1g simulate.Simulate --bootstrapServers="$broker" --events="$events" | tail -3
for round in $(seq "$rounds"); do
  echo "round $round"
  for program in "${programs[@]}"; do
    case $program in
      ours) turn ours Ours ;;
      native) turn native nativeflink.NativeJob ;;
      preaggregated) turn preaggregated nativeflink.NativeJob preaggregated ;;
      chained) turn chained nativeflink.NativeJob preaggregated chained ;;
      floor) turn floor Floor ;;
      *) echo "no program is called $program" >&2; exit 2 ;;
    esac
  done
done
sort -u "$work/checks"
[ "$(sort -u "$work/checks" | wc -l)" = 1 ] || { echo "They differ."; exit 1; }
python3 benchmarks/ratios.py "$work/results" "$work/checks"
