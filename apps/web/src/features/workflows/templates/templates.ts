/** A workflow to begin with: small, complete, and with every part explained once. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

/** Who does what in a template, out of the agents that there are. */
interface Cast {
  readonly reader: string;
  readonly writer: string;
  readonly doer: string;
}

/** Prefers agents whose names say what they do; any other will do as well. */
const castOf = (agents: readonly string[]): Cast => {
  const named = (...words: string[]): string | undefined =>
    agents.find((name) => words.some((word) => name.toLowerCase().includes(word)));
  const reader = named('research', 'read') ?? agents[0] ?? 'researcher';
  const writer = named('writ') ?? agents[1] ?? reader;
  return { reader, writer, doer: named('publish', 'send', 'do') ?? agents[2] ?? writer };
};

/** The templates that the new-workflow page offers, written for the agents of this installation. */
export const templatesFor = (agents: readonly string[]): readonly Template[] => {
  const cast = castOf(agents);
  return [
    { id: 'blank', title: 'Blank', about: 'A name and nothing else.', text: blank },
    {
      id: 'sample',
      title: 'Sample',
      about: 'Research, write and publish one post. Publishing waits for an approver.',
      text: sample(cast),
    },
    {
      id: 'sequence',
      title: 'One after the other',
      about: 'Two steps; the second works on what the first puts out.',
      text: sequence(cast),
    },
    {
      id: 'fan-in',
      title: 'Side by side',
      about: 'Two steps at the same time, and a third that takes in both.',
      text: fanIn(cast),
    },
    { id: 'gated', title: 'Behind a gate', about: 'A step that changes something, after a person agreed.', text: gated(cast) },
  ];
};

const blank = `name: my-workflow
steps: []
`;

const sample = ({ reader, writer, doer }: Cast): string => `name: my-post
description: Research, write and publish one post

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
    agent: ${reader}
    risk: read
    prompt: Find five facts about {{ inputs.topic }}.

  - key: draft
    agent: ${writer}
    risk: read
    dependsOn: [research]
    prompt: "Write a post from: {{ steps.research.output }}"
    maxOutputTokens: 800

  - key: publish
    agent: ${doer}
    risk: irreversible # waits for an approver
    dependsOn: [draft]
    prompt: "Publish: {{ steps.draft.output }}"
`;

const sequence = ({ reader, writer }: Cast): string => `name: one-after-the-other
description: Collect, then sum up

inputs:
  topic: { type: string, required: true }

budget:
  totalBudgetCents: 100

steps:
  - key: collect
    agent: ${reader}
    risk: read
    prompt: Collect what is known about {{ inputs.topic }}.

  # It waits for collect, so it may take in what collect puts out.
  - key: sum-up
    agent: ${writer}
    risk: read
    dependsOn: [collect]
    prompt: |
      Sum this up in three sentences:
      {{ steps.collect.output }}
`;

const fanIn = ({ reader, writer }: Cast): string => `name: side-by-side
description: Two views of one question, and a verdict

inputs:
  question: { type: string, required: true }

budget:
  totalBudgetCents: 100

steps:
  # No path leads from one to the other, so both run at the same time.
  - key: for
    agent: ${reader}
    risk: read
    prompt: "What speaks for it? {{ inputs.question }}"

  - key: against
    agent: ${reader}
    risk: read
    prompt: "What speaks against it? {{ inputs.question }}"

  # It begins when both have ended.
  - key: verdict
    agent: ${writer}
    risk: read
    dependsOn: [for, against]
    prompt: |
      Weigh up both sides and decide.
      For: {{ steps.for.output }}
      Against: {{ steps.against.output }}
`;

const gated = ({ writer, doer }: Cast): string => `name: behind-a-gate
description: Prepare, ask, then change

inputs:
  request: { type: string, required: true }

budget:
  totalBudgetCents: 100

steps:
  - key: prepare
    agent: ${writer}
    risk: read
    prompt: "Prepare exactly what is to be sent for: {{ inputs.request }}"

  # A step that writes waits until an approver has seen exactly what will be sent, and agreed.
  - key: send
    agent: ${doer}
    risk: write
    dependsOn: [prepare]
    prompt: "Send this, unchanged: {{ steps.prepare.output }}"
    # Sending twice would be worse than not at all.
    retry:
      maxAttempts: 1
`;
