import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Moon, Sun } from 'lucide-react';

export const SchemeToggle = () => {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  const Icon = scheme === 'dark' ? Sun : Moon;
  return (
    <ActionIcon variant="default" size={34} aria-label={`Use the ${other} theme`} onClick={() => setColorScheme(other)}>
      <Icon size={17} />
    </ActionIcon>
  );
};
