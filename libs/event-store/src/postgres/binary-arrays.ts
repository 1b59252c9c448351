// Arrays in Postgres' own binary form: no quoting here, no parsing there, and any text goes through as it is.
// Layout: dimensions, has-nulls flag, element type, length, lower bound, then each element as length and bytes.
const HEADER_BYTES = 20;
const OID = { int4: 23, int8: 20, text: 25, uuid: 2950 } as const;

const withHeader = (oid: number, count: number, elementBytes: number): Buffer => {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + count * 4 + elementBytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
};

export const textArray = (texts: readonly string[]): Buffer => {
  let bytes = 0;
  const lengths = texts.map((text) => {
    const length = Buffer.byteLength(text, 'utf8');
    bytes += length;
    return length;
  });
  const buffer = withHeader(OID.text, texts.length, bytes);
  let at = HEADER_BYTES;
  for (const [index, text] of texts.entries()) {
    at = buffer.writeInt32BE(lengths[index] as number, at);
    at += buffer.write(text, at, 'utf8');
  }
  return buffer;
};

export const int8Array = (numbers: readonly number[]): Buffer => {
  const buffer = withHeader(OID.int8, numbers.length, numbers.length * 8);
  let at = HEADER_BYTES;
  for (const number of numbers) {
    at = buffer.writeInt32BE(8, at);
    at = buffer.writeBigInt64BE(BigInt(number), at);
  }
  return buffer;
};

export const int4Array = (numbers: readonly number[]): Buffer => {
  const buffer = withHeader(OID.int4, numbers.length, numbers.length * 4);
  let at = HEADER_BYTES;
  for (const number of numbers) {
    at = buffer.writeInt32BE(4, at);
    at = buffer.writeInt32BE(number, at);
  }
  return buffer;
};

/** UUIDs in their text form with hyphens. */
export const uuidArray = (uuids: readonly string[]): Buffer => {
  const buffer = withHeader(OID.uuid, uuids.length, uuids.length * 16);
  let at = HEADER_BYTES;
  for (const uuid of uuids) {
    at = buffer.writeInt32BE(16, at);
    at += buffer.write(uuid.replaceAll('-', ''), at, 'hex');
  }
  return buffer;
};
