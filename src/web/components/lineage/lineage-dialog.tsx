import type { Resource } from '#contract';
import { Dialog } from '../../ui/dialog.tsx';
import { Lineage } from './lineage.tsx';

type Props = { resource: Resource; opened: boolean; onClose: () => void };

export default function LineageDialog({ resource, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Lineage of ${resource.title}`} size={720}>
      <Lineage resource={resource} onGo={onClose} />
    </Dialog>
  );
}
