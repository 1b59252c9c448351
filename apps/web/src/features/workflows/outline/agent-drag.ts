/** What an agent is called while it is dragged from the palette. */
export const AGENT_TYPE = 'application/x-mission-control-agent';
