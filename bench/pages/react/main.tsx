import { createRoot } from 'react-dom/client';

/** As little of React as shows something. */

const host = document.getElementById('root');
if (host === null) throw new Error('no place to draw into');
createRoot(host).render(
  <main>
    <h1>A page</h1>
    <p>It is drawn by React, comes from a service worker, and does nothing.</p>
  </main>,
);
await navigator.serviceWorker.register('./sw.js');
