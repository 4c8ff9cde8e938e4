# For the scripts beside it: builds the programs, and runs each in a JVM of its own. To be sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)

build() {
  mvn -q -B -ntp -Pflink-runner -pl pipelines -am compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/classpath.txt
}

# run HEAP PROGRAM ARGUMENT...: a program of the platform, by its name below io.retaillake.pipelines
run() {
  ${before_java:-} java "-Xmx$1" --add-opens=java.base/java.{lang,util,nio,time,lang.invoke}=ALL-UNNAMED \
    -cp "pipelines/target/classes:$(cat pipelines/target/classpath.txt)" "io.retaillake.pipelines.$2" "${@:3}"
}

# measured HEAP PROGRAM ARGUMENT...: as run, and tells time, CPU and memory of the process
measured() {
  before_java="python3 benchmarks/peak.py" run "$@"
}

# Starts a broker with an empty topic and sets $broker to its address.
start_broker() {
  run 1g kafka.KafkaServer --port=0 --topic=retail-events --data="$work/kafka" > "$work/kafka.out" 2>&1 &
  until grep -q 'Kafka ready at' "$work/kafka.out"; do sleep 0.2; done
  broker=$(sed -n 's/^Kafka ready at //p' "$work/kafka.out")
}

stop_all() {
  jobs -p | xargs -r -n 1 pkill -P 2>/dev/null || true
  jobs -p | xargs -r kill 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop_all EXIT
