import { CancelledError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { isNoteFile } from '../../core/mirror/file-names.ts';
import type { MirrorDisk } from '../../core/mirror/mirror-disk.ts';
import { type MirrorSummary, summarize } from '../../core/mirror/summarize-plan.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { lookAtMirror, type MirrorReport, syncMirror } from './sync-mirror.ts';

/** How a mirror of this page is. */
export interface MirrorView {
  readonly running: boolean;
  readonly paused: boolean;
  readonly done: number;
  readonly total: number;
  /** Of the last time that it ran to its end here; null where it has not. */
  readonly report: MirrorReport | null;
}

export interface MirrorRunner {
  /** Whether a file is kept the same; all others are only read. */
  readonly isMirrored: (path: string) => boolean;
  view(folderId: Id): MirrorView;
  /** What a sync would do. Nothing is changed. */
  preview(folderId: Id, handle: FileSystemDirectoryHandle): Promise<MirrorSummary>;
  /** False where the user stopped it. */
  run(folderId: Id, handle: FileSystemDirectoryHandle, options: RunOptions): Promise<boolean>;
  pause(folderId: Id): void;
  resume(folderId: Id): void;
  stop(folderId: Id): void;
  /** The next run may put many notes into the bin. */
  agree(folderId: Id): void;
  /** Takes back what the last sync changed in notes; how many changes that were. */
  undo(folderId: Id): Promise<number>;
}

interface RunOptions {
  readonly signal: AbortSignal;
  /** Every file's bytes are looked at. */
  readonly deep: boolean;
}

export interface RunnerOptions {
  readonly client: HearthClient;
  readonly openDisk: (handle: FileSystemDirectoryHandle) => Promise<MirrorDisk>;
  readonly onChange: () => void;
}

interface Control {
  view: MirrorView;
  end: AbortController | null;
  resume: (() => void) | null;
  resumed: Promise<void> | null;
  agreed: boolean;
}

const IDLE: MirrorView = { running: false, paused: false, done: 0, total: 0, report: null };
/** A whole number of files is told at most so often. */
const TELL_EVERY = 20;

export function createMirrorRunner({ client, openDisk, onChange }: RunnerOptions): MirrorRunner {
  const controls = new Map<Id, Control>();
  const controlOf = (folderId: Id): Control => {
    const held = controls.get(folderId);
    if (held !== undefined) return held;
    const control: Control = { view: IDLE, end: null, resume: null, resumed: null, agreed: false };
    controls.set(folderId, control);
    return control;
  };
  const show = (control: Control, change: Partial<MirrorView>) => {
    control.view = { ...control.view, ...change };
    onChange();
  };
  const resume = (control: Control) => {
    control.resume?.();
    Object.assign(control, { resume: null, resumed: null });
  };

  async function run(folderId: Id, handle: FileSystemDirectoryHandle, { signal, deep }: RunOptions): Promise<boolean> {
    const control = controlOf(folderId);
    const end = new AbortController();
    control.end = end;
    show(control, { running: true, done: 0, total: 0 });
    try {
      const settings = await client.query('settings', {});
      const report = await syncMirror({
        ...{ client, folderId, deep, disk: await openDisk(handle), allowMany: control.agreed },
        signal: AbortSignal.any([signal, end.signal]),
        keepsTrash: settings['mirror.deleted'] !== 'delete',
        untilResumed: () => control.resumed ?? Promise.resolve(),
        onProgress: (done, total) => {
          if (done % TELL_EVERY === 0) show(control, { done, total });
        },
      });
      control.agreed = false;
      show(control, { report: mergeReports(control.view.report, report) });
      return true;
    } catch (thrown) {
      if (end.signal.aborted && thrown instanceof CancelledError) return false;
      throw thrown;
    } finally {
      resume(control);
      control.end = null;
      show(control, { running: false, paused: false });
    }
  }

  return {
    isMirrored: isNoteFile,
    view: (folderId) => controls.get(folderId)?.view ?? IDLE,
    async preview(folderId, handle) {
      const { signal } = new AbortController();
      const look = await lookAtMirror({ client, disk: await openDisk(handle), folderId, signal });
      return summarize(look.state, look.plan);
    },
    run,
    pause(folderId) {
      const control = controlOf(folderId);
      if (!control.view.running || control.resumed !== null) return;
      control.resumed = new Promise((resolve) => {
        control.resume = resolve;
      });
      show(control, { paused: true });
    },
    resume(folderId) {
      const control = controlOf(folderId);
      resume(control);
      show(control, { paused: false });
    },
    stop(folderId) {
      const control = controlOf(folderId);
      control.end?.abort(new CancelledError());
      resume(control);
    },
    agree: (folderId) => {
      controlOf(folderId).agreed = true;
    },
    async undo(folderId) {
      const control = controlOf(folderId);
      const { report } = control.view;
      if (report === null) return 0;
      for (const commandId of report.undo.toReversed()) await client.command('undo', { commandId });
      show(control, { report: { ...report, undo: [] } });
      return report.undo.length;
    },
  };
}

/** A look that changed nothing leaves what can be taken back as it was. */
const mergeReports = (before: MirrorReport | null, now: MirrorReport): MirrorReport =>
  before !== null && now.undo.length === 0 ? { ...now, undo: before.undo } : now;
