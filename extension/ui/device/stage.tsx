// The stage at which a hardware wallet signs what was approved. A signature that comes of it goes to the signer, which takes it or
// does not: nothing here is believed.

import { Later } from "../parts/later.tsx";
import type { DeviceStageProps } from "./stage-props.ts";

const ledger = () => import("./ledger-stage.tsx");
const qr = () => import("./qr-stage.tsx");

export const DeviceStage = (shown: DeviceStageProps) =>
	shown.request.way === "ledger" ? (
		<Later load={ledger}>
			{({ LedgerStage }) => <LedgerStage {...shown} />}
		</Later>
	) : (
		<Later load={qr}>{({ QrStage }) => <QrStage {...shown} />}</Later>
	);
