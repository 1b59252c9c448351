import { signalServer } from './postmaster';

const servers = new Set<number>();

const stopAll = (): void => {
  for (const pid of servers) signalServer(pid, 'SIGINT');
};

/**
 * The server runs in a session of its own, so nothing ends it when this process ends without a stop (an uncaught
 * exception, a Ctrl-C in the middle of the start). From here on a fast stop is sent at the exit, whatever its reason.
 */
export const stopAtExit = (pid: number): void => {
  if (servers.size === 0) process.on('exit', stopAll);
  servers.add(pid);
};

export const letGo = (pid: number): void => {
  servers.delete(pid);
  if (servers.size === 0) process.off('exit', stopAll);
};
