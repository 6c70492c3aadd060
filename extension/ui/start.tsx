// What every page of the wallet begins with: its screen in the page's root, once the engine's first answer is there.

import { type ComponentChildren, render } from "preact";
import { connectUi } from "./connect.ts";
import { Opening } from "./parts/frame.tsx";
import { Live } from "./wallet.tsx";

export const start = (screen: ComponentChildren): void => {
	const root = document.getElementById("root");
	if (root !== null)
		render(
			<Live wallet={connectUi()} before={(lost) => <Opening lost={lost} />}>
				{screen}
			</Live>,
			root,
		);
};
