package io.millrace.sampledata;

/** Values drawn from what they belong to, so that no row need be remembered to be written again. */
record Hash(long seed) {

  /** A number below {@code bound} that depends on nothing but these. */
  long below(long bound, long key, int attribute, int version) {
    var mixed = mix(mix(mix(seed + key) + attribute) + version);
    return Long.remainderUnsigned(mixed, bound);
  }

  <T> T pick(T[] from, long key, int attribute, int version) {
    return from[(int) below(from.length, key, attribute, version)];
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
