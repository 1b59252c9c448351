interface GivenAuth {
  readonly token?: string | undefined;
  readonly secret?: string | undefined;
  readonly previousToken?: string | undefined;
}

/** What is to be kept of a gateway's credentials; two live secrets are kept as one text, see http/signature.ts. */
export const givenSecret = (auth: GivenAuth | undefined): string | undefined => {
  const secret = auth?.token ?? auth?.secret;
  return secret !== undefined && auth?.previousToken !== undefined ? `${secret} ${auth.previousToken}` : secret;
};
