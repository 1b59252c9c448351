import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_COOKIE } from '@mc/contracts';
import { parseCookie, stringifySetCookie } from 'cookie';
import { SESSION_MAX_MS } from './sessions';

/** The session id in a request, if it brings one. */
export const sessionIdIn = ({ cookie }: IncomingHttpHeaders): string | null =>
  cookie === undefined ? null : (parseCookie(cookie)[SESSION_COOKIE] ?? null);

const setCookie = (value: string, secure: boolean, maxAge: number): string =>
  stringifySetCookie({ name: SESSION_COOKIE, value, httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge });

export const sessionCookie = (id: string, secure: boolean): string => setCookie(id, secure, SESSION_MAX_MS / 1000);
export const noSessionCookie = (secure: boolean): string => setCookie('', secure, 0);
