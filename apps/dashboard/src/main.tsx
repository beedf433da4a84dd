import './configure-zod.ts';
import './app/mantine-styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// Behind the first paint: before that, nobody has typed what could be refused.
import('@carillon/domain/words').catch(() => undefined);
