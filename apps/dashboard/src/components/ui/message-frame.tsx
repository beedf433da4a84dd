import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { sealHtml } from './seal-html.ts';
import classes from './message-view.module.css';

const widths = { phone: 375, tablet: 640, full: null } as const;
type WidthName = keyof typeof widths;

/**
 * A message's HTML, as a reader would see it, at the width of a phone, a tablet or the page. It can't act: the frame is
 * sandboxed without scripts, forms, pop-ups and this site's origin, and the document forbids every fetch.
 */
export function MessageFrame({ html, title }: { html: string; title: string }) {
  const [width, setWidth] = useState<WidthName>('full');
  return (
    <div>
      <div className={classes.toolbar}>
        <SegmentedControl
          size="xs"
          aria-label="Width of the preview"
          value={width}
          onChange={setWidth}
          data={[
            { value: 'phone', label: 'Phone' },
            { value: 'tablet', label: 'Tablet' },
            { value: 'full', label: 'Full' },
          ]}
        />
        <span className={classes.note}>Scripts and remote content are off</span>
      </div>
      <div className={classes.stage}>
        <iframe className={classes.frame} style={{ maxWidth: widths[width] ?? '100%' }} sandbox="" referrerPolicy="no-referrer" srcDoc={sealHtml(html)} title={title} />
      </div>
    </div>
  );
}
