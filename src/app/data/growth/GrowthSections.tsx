import { useRef } from 'react';
import { ArchiveSection } from './ArchiveSection.tsx';
import { RoomSection } from './RoomSection.tsx';

/** Room, and the archive that makes some. */
export function GrowthSections() {
  const archive = useRef<HTMLDivElement>(null);
  const showArchive = () => {
    archive.current?.scrollIntoView({ block: 'start' });
    archive.current?.querySelector('button')?.focus();
  };
  return (
    <>
      <RoomSection onArchive={showArchive} />
      <div ref={archive}>
        <ArchiveSection />
      </div>
    </>
  );
}
