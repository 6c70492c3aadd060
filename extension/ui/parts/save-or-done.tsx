// The buttons of a screen that is read: keep it as a file, or be done with it.

import { say } from "../say/say.ts";
import { Button } from "./basic.tsx";

export const SaveOrDone = ({
	words,
	busy,
	onSave,
	onDone,
}: {
	/** What the button that saves says. */
	readonly words: string;
	readonly busy: boolean;
	readonly onSave: () => void;
	readonly onDone: () => void;
}) => (
	<>
		<Button busy={busy} onClick={onSave}>
			{words}
		</Button>
		<Button main onClick={onDone}>
			{say().parts.done2}
		</Button>
	</>
);
