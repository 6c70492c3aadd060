// What every page of the wallet begins with: its screen in the page's root, once the engine's first answer is there.

import { type ComponentChildren, render } from "preact";
import { connectUi } from "./connect.ts";
import { Opening } from "./parts/frame.tsx";
import { speakChosen } from "./say/language.ts";
import { Live } from "./wallet.tsx";

export const start = (screen: ComponentChildren): void => {
	const root = document.getElementById("root");
	if (root === null) return;
	// the connection opens while another language than English is still being loaded
	const wallet = connectUi();
	const draw = () =>
		render(
			<Live wallet={wallet} before={(lost) => <Opening lost={lost} />}>
				{screen}
			</Live>,
			root,
		);
	const speaking = speakChosen();
	if (speaking === null) draw();
	else void speaking.then(draw);
};
