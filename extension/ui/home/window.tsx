// Where else the wallet can be opened: beside the page, in a tab.

import { useEffect, useState } from "preact/hooks";
import { openBeside, openPage, ownWindow } from "../host.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";

export const OtherWindows = () => {
	const words = say().contacts;
	const [windowId, setWindowId] = useState<number | null>(null);
	const { busy, fault, run } = useWork();
	useEffect(() => {
		ownWindow().then(setWindowId, () => setWindowId(null));
	}, []);
	return (
		<Section title={words.window}>
			<div class="ways">
				<Button onClick={() => void openPage("popup.html")}>
					{words.openTab}
				</Button>
				<Button
					busy={busy}
					onClick={() => void run(() => openBeside(windowId))}
				>
					{words.openBeside}
				</Button>
			</div>
			<FaultNote fault={fault} title={words.noBeside} />
		</Section>
	);
};
