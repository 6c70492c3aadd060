// Adding a hardware wallet: which one, in a page that stays open while the person turns to it.

import { isPopup, openPage } from "../host.ts";
import { Button } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { AddLedger } from "./add-ledger.tsx";

const InTab = () => {
	const words = say().device;
	return (
		<Frame
			title={words.addTitle}
			onBack={() => go("accounts")}
			footer={
				<Button
					main
					onClick={() => void openPage("popup.html#add-account/device")}
				>
					{words.openTab}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{words.addLead}</p>
				<p>{words.inTab}</p>
			</div>
		</Frame>
	);
};

export const AddDevice = () =>
	isPopup() ? <InTab /> : <AddLedger onBack={() => go("accounts")} />;
