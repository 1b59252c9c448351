/** What a new workflow begins with: small, complete, and with every part explained once. */
export const NEW_WORKFLOW = `name: my-workflow
description: Research a topic, then publish after approval

# What a run is given. Reach it in prompts as {{ inputs.topic }}.
inputs:
  topic:
    type: string
    required: true

# Caps of one run. When one is reached, nothing more is sent until it is raised.
budget:
  totalBudgetCents: 250
  maxTokens: 100000
  onExceeded: hold

steps:
  - key: research
    agent: researcher
    risk: read
    prompt: Find five facts about {{ inputs.topic }}.

  # Steps without a path between them run at the same time.
  - key: publish
    agent: publisher
    risk: irreversible # waits for an approver
    dependsOn: [research]
    prompt: "Publish: {{ steps.research.output }}"
    retry:
      maxAttempts: 1
`;
