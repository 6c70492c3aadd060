// The stage at which a QR signer signs: it reads the request off this screen, and this page reads its answer off the device.

import { useEffect, useMemo, useState } from "preact/hooks";
import { asFault, type Fault } from "../../../src/base/fault.ts";
import {
	answerTypes,
	signatureIn,
	signRequest,
} from "../../../src/device/eip4527.ts";
import { urCodes } from "../../../src/device/ur.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Qr } from "../parts/qr.tsx";
import { say } from "../say/say.ts";
import { Scanner } from "./scanner.tsx";
import { DeviceShows } from "./shows.tsx";
import type { DeviceStageProps } from "./stage-props.ts";

/** How long each part is shown. */
const partMs = 300;

type ShownRequest =
	| { readonly id: Uint8Array; readonly codes: readonly string[] }
	| { readonly fault: Fault };

/** Under an id of chance, which the answer has to bring back. */
const shownOf = (request: DeviceRequest): ShownRequest => {
	const id = crypto.getRandomValues(new Uint8Array(16));
	try {
		return { id, codes: urCodes(signRequest(request, id)) };
	} catch (thrown) {
		return { fault: asFault(thrown) };
	}
};

const Codes = ({ codes }: { readonly codes: readonly string[] }) => {
	const [at, setAt] = useState(0);
	useEffect(() => {
		if (codes.length < 2) return;
		const timer = setInterval(
			() => setAt((last) => (last + 1) % codes.length),
			partMs,
		);
		return () => clearInterval(timer);
	}, [codes]);
	return <Qr text={codes[at] ?? ""} label={say().device.requestCode} />;
};

export const QrStage = ({
	request,
	terms,
	busy,
	fault,
	onSigned,
	onBack,
}: DeviceStageProps) => {
	const words = say().device;
	const shown = useMemo(() => shownOf(request), [request]);
	const [step, setStep] = useState<"show" | "read">("show");
	const codes = "codes" in shown ? shown : null;
	return (
		<Frame
			title={words.signByQr}
			onBack={step === "show" ? onBack : () => setStep("show")}
			footer={
				step === "show" ? (
					<Button
						main
						busy={busy}
						disabled={codes === null}
						onClick={() => setStep("read")}
					>
						{busy ? words.checking : words.scanAnswer}
					</Button>
				) : undefined
			}
		>
			<div class="read">
				<FaultNote
					fault={"fault" in shown ? shown.fault : fault}
					title={words.notSigned}
				/>
				{codes === null ? null : step === "show" ? (
					<>
						<p class="lead">{words.showCode}</p>
						<Codes codes={codes.codes} />
						<DeviceShows request={request} terms={terms} />
					</>
				) : (
					<>
						<p class="lead">{words.readAnswer}</p>
						<Scanner
							types={answerTypes}
							words={words.openCamera}
							onMessage={(message) => {
								const signature = signatureIn(message, codes.id, request.asked);
								setStep("show");
								onSigned(signature);
							}}
						/>
					</>
				)}
			</div>
		</Frame>
	);
};
