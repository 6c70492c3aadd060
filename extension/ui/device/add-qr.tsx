// Adding accounts of a QR signer: it shows the public key that they come from, and this page reads it.

import { keyIn, keyTypes } from "../../../src/device/eip4527.ts";
import type { UrMessage } from "../../../src/device/ur.ts";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { useAddingDevices, useDeviceDiscovery } from "./discovery.ts";
import { AddFound, FoundOnDevice } from "./found.tsx";
import { Scanner } from "./scanner.tsx";

export const AddByQr = ({ onBack }: { readonly onBack: () => void }) => {
	const words = say().device;
	const { wallet } = useShared();
	const looking = useDeviceDiscovery();
	const adding = useAddingDevices(looking);
	const { busy, fault } = looking.looking;
	const take = (message: UrMessage) => {
		const { key, path, fingerprint } = keyIn(message);
		looking.look((lookAt) =>
			lookAt(
				(from, count) =>
					wallet.keys("keys.deviceAddresses", { key, from, count }),
				{ way: "qr", fingerprint, pathOf: (index) => `${path}/${index}` },
			),
		);
	};
	return (
		<Frame
			title={words.byQr}
			onBack={onBack}
			footer={
				looking.found === null ? undefined : (
					<AddFound looking={looking} adding={adding} />
				)
			}
		>
			<div class="read">
				<FaultNote fault={fault} title={words.notRead} />
				<FaultNote fault={adding.fault} title={words.notAdded} />
				{looking.found !== null ? (
					<FoundOnDevice looking={looking} />
				) : busy ? (
					<p class="lead" role="status">
						{words.looking(looking.places)}
					</p>
				) : (
					<>
						<p class="lead">{words.qrLead}</p>
						<Scanner
							types={keyTypes}
							words={words.openCamera}
							onMessage={take}
						/>
					</>
				)}
			</div>
		</Frame>
	);
};
