import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

interface Props extends ButtonProps, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

const Anchor = ({ ref, ...props }: Props) => <Button component="a" {...(ref === undefined ? {} : { ref })} {...props} />;

/** A link to a page of the console that looks like a button. */
export const ButtonLink = createLink(Anchor);
