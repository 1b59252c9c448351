import { PRICE_NANO_USD_PER_MTOK_MAX } from '@mc/domain';

const NANO_DIGITS = 9;
const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d{1,3}))?$/;

/**
 * Dollars per million tokens to whole nanodollars per million tokens, by way of the decimal digits and not of a product
 * of floats. `null` when the price is not a whole number of nanodollars or is out of range.
 */
export const nanoUsdPerMTok = (usdPerMTok: number): number | null => {
  // The shortest decimal that stands for this float: what the catalogue's authors wrote.
  const [, whole, fraction = '', exponent = '0'] = DECIMAL.exec(String(usdPerMTok)) ?? [];
  if (whole === undefined) return null;
  const shift = NANO_DIGITS + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const nano = shift >= 0 ? digits * 10n ** BigInt(shift) : wholeQuotient(digits, 10n ** BigInt(-shift));
  return nano !== null && nano <= BigInt(PRICE_NANO_USD_PER_MTOK_MAX) ? Number(nano) : null;
};

const wholeQuotient = (digits: bigint, divisor: bigint): bigint | null => (digits % divisor === 0n ? digits / divisor : null);
