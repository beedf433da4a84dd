import { z } from 'zod';
import { wordIssue } from './word-issue.ts';

// For every schema of the process, or of the dashboard, wherever it is parsed: what zod says by itself is for developers.
// Imported, as `@carillon/domain/words`, by whatever shows people what a schema refuses.
z.config({ localeError: wordIssue });
