/** The version in force at an instant: of those that hold already the one that began last, and of two that began together the later one. */
export const priceAt = <Version extends { readonly effectiveFrom: string; readonly priceVersion: number }>(
  versions: readonly Version[],
  at: string,
): Version | undefined => {
  let best: Version | undefined;
  for (const version of versions) {
    if (version.effectiveFrom > at) continue;
    const newer =
      best === undefined ||
      version.effectiveFrom > best.effectiveFrom ||
      (version.effectiveFrom === best.effectiveFrom && version.priceVersion > best.priceVersion);
    if (newer) best = version;
  }
  return best;
};
