import { connect } from 'node:net';

const SOCKET = '/var/run/docker.sock';
const PROBE_TIMEOUT_MS = 1_000;

/** Whether a container engine answers on its socket; never pulls anything. */
export const dockerAnswers = async (): Promise<boolean> => {
  const host = process.env.DOCKER_HOST;
  if (host && !host.startsWith('unix://')) return true;
  const path = host?.slice('unix://'.length) ?? SOCKET;
  return new Promise((resolve) => {
    const socket = connect({ path, timeout: PROBE_TIMEOUT_MS });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
};
