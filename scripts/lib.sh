# Shared by the launchers: where the project is, what is stale, what runs it. Sourced, not run.

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
launcher=$project/target/launcher

# Ends with a message, and what to do about it: it is the command line or the machine that is wrong.
fail() {
  printf 'millrace: %s\n    %s\n' "$1" "$2" >&2
  exit 2
}

# The options that Spark asks of Java 17 stand once, in pom.xml.
java_options() {
  sed -n 's:.*<spark.java.options>\(.*\)</spark.java.options>.*:\1:p' "$project/pom.xml"
}

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else echo java; fi
}

require_java_17() {
  local version
  version=$("$(java_command)" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || true
  if [ "$version" != 17 ]; then
    local where="on the PATH"
    [ -z "${JAVA_HOME:-}" ] || where="at JAVA_HOME=$JAVA_HOME"
    fail "needs Java 17, and found ${version:-none} $where." \
      "Install a JDK 17 and let JAVA_HOME or PATH name it."
  fi
}

# Whether the class path must be made again: it is older than a source or a pom, or not there.
is_stale() {
  local made=$1
  shift
  [ ! -e "$made" ] || [ -n "$(find "$@" -newer "$made" -type f -print -quit 2>/dev/null)" ]
}

# Builds the job's jar and the stand-in where they are older than what they are made of.
build_what_is_stale() {
  local made=$launcher/built
  is_stale "$made" "$project/pom.xml" "$project"/glue-job/{pom.xml,src/main} \
    "$project"/tests/redshift-local/{pom.xml,src/main} || return 0
  command -v mvn >/dev/null ||
    fail "needs Maven to build itself, and mvn is not on the PATH." "Install Maven 3.8 or later."
  mkdir -p "$launcher" 2>/dev/null && [ -w "$launcher" ] ||
    fail "cannot write to $launcher, where it builds itself." "Let your user write there."
  echo "Building Millrace (only when its sources changed) …" >&2
  local log=$launcher/build.log
  if ! (cd "$project" && mvn -B -q package dependency:build-classpath \
    -pl glue-job,tests/redshift-local -Dmaven.test.skip=true -Dspotless.check.skip) >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "millrace: the build failed; the whole log is in $log" >&2
    exit 1
  fi
  {
    ls "$project"/glue-job/target/millrace-*.jar "$project"/tests/redshift-local/target/millrace-redshift-local-*.jar
    tr ':' '\n' <"$project/glue-job/target/classpath"
    tr ':' '\n' <"$project/tests/redshift-local/target/classpath"
  } | grep -v -e '/original-' -e '/target/classes$' | awk '!seen[$0]++' | paste -sd: >"$launcher/classpath"
  rm -f "$launcher"/*.jsa
  touch "$made"
}
