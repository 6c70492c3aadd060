// What was asked is asked no more. It keeps the place of what was there, so that nothing else comes under the pointer.

import { Button } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { say } from "../say/say.ts";

export const Gone = ({
	what,
	count,
	onDone,
}: {
	readonly what: "request" | "order";
	readonly count?: string | undefined;
	readonly onDone: () => void;
}) => (
	<Frame
		title={say().approval.gone(what)}
		under={count ?? say().approval.nothingToDecideHere}
		footer={<Button onClick={onDone}>{say().approval.goOn}</Button>}
	>
		<div class="read" role="status">
			<p class="lead">{say().approval.thisIsNoLongerBeingAsked}</p>
			<p>
				{say().approval.thePageThatAskedWasClosed}{" "}
				{what === "order"
					? say().approval.thisWindowSignedNothingYourOrders
					: say().approval.thisWindowGaveNothingToThe}
			</p>
		</div>
	</Frame>
);
