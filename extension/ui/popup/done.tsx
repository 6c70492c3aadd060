// The one button of a screen that was only to be read.

import { Button } from "../parts/basic.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";

export const DoneHome = () => (
	<Button main onClick={() => go("home")}>
		{say().orders.done}
	</Button>
);
