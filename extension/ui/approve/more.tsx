// What waits behind what became of a decision. It does not take that one's place by itself, so that nothing comes under a pointer:
// it is said on top, and the button goes on to it.

import { Button } from "../parts/basic.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";

type MoreProps = {
	/** How many other things wait; none where this is no window of decisions. */
	readonly more?: number | undefined;
};

export const MoreWaits = ({ more = 0 }: MoreProps) => {
	const words = say().more;
	return more === 0 ? null : (
		<Note
			tone="wait"
			role="status"
			title={more === 1 ? words.one : words.several(more)}
		>
			<p>{words.after}</p>
		</Note>
	);
};

/** Leaves the outcome: to what waits, or for good. */
export const DoneWith = ({
	more = 0,
	onDone,
}: MoreProps & { readonly onDone: () => void }) => (
	<Button main onClick={onDone}>
		{more === 0 ? say().parts.done2 : say().more.go}
	</Button>
);
