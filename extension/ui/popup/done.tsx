// The one button of a screen that was only to be read.

import { Button } from "../parts/basic.tsx";
import { go } from "../route.ts";

export const DoneHome = () => (
	<Button main onClick={() => go("home")}>
		Done
	</Button>
);
