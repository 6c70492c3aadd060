// What was asked is asked no more. It keeps the place of what was there, so that nothing else comes under the pointer.

import { Button } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";

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
		title={`This ${what} is gone`}
		under={count ?? "nothing to decide here"}
		footer={<Button onClick={onDone}>Go on</Button>}
	>
		<div class="read" role="status">
			<p class="lead">
				This is no longer being asked, so there is nothing to decide.
			</p>
			<p>
				The page that asked was closed, it waited too long, or it was decided in
				another window.{" "}
				{what === "order"
					? "This window signed nothing. Your orders show what became of it."
					: "This window gave nothing to the site."}
			</p>
		</div>
	</Frame>
);
