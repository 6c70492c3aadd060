// Adding a hardware wallet: which one, in a page that stays open while the person turns to it.

import { useState } from "preact/hooks";
import { isPopup, openPage } from "../host.ts";
import { Button } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { AddLedger } from "./add-ledger.tsx";
import { AddByQr } from "./add-qr.tsx";

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

type Way = "ledger" | "qr";

const Ways = ({ onWay }: { readonly onWay: (way: Way) => void }) => {
	const words = say().device;
	return (
		<Frame title={words.addTitle} onBack={() => go("accounts")}>
			<div class="read">
				<p class="lead">{words.addLead}</p>
				<ul class="rows">
					<li class="row">
						<RowLink name={words.ledger} onGo={() => onWay("ledger")}>
							<span class="row-says">{words.ledgerSays}</span>
						</RowLink>
					</li>
					<li class="row">
						<RowLink name={words.byQr} onGo={() => onWay("qr")}>
							<span class="row-says">{words.qrSays}</span>
						</RowLink>
					</li>
				</ul>
			</div>
		</Frame>
	);
};

export const AddDevice = () => {
	const [way, setWay] = useState<Way | null>(null);
	if (isPopup()) return <InTab />;
	const back = () => setWay(null);
	if (way === null) return <Ways onWay={setWay} />;
	return way === "ledger" ? (
		<AddLedger onBack={back} />
	) : (
		<AddByQr onBack={back} />
	);
};
