const NODE_MAJOR_MIN = 22;

/** The system's Node may be older than the one that npm installs; npm scripts use the latter. */
export const requireNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return;
  console.error(
    `Mission Control needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.version}. Run it through npm (npm start, npm test), which brings its own Node; ` +
      'if it does not, the install script of the package "node" was blocked: run npm ci again with install scripts allowed.',
  );
  process.exit(1);
};
