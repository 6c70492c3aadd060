// What an approval says where the key is on a device, and what that device will show of the order.

import { checksummed } from "../../../src/crypto/checksum.ts";
import type { DeviceAccount } from "../../../src/protocol/accounts.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { heldBy } from "../accounts/names.ts";
import type { DeviceTerms } from "../device/stage-props.ts";
import { isPopup, openPage } from "../host.ts";
import { Button, Section } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { type KeyStatus, useShared } from "../wallet.tsx";
import { coinWords } from "./compare.ts";

/** The device that has the key of this account; null where the key is here. */
export const deviceOf = (
	status: Pick<KeyStatus, "held">,
	address: DeviceAccount["address"],
): DeviceAccount | null => {
	const held = heldBy(status, address);
	return held?.kind === "device" ? held : null;
};

/** As devices name them. */
const orderTerms = (approval: ApprovalView): DeviceTerms => {
	const words = say().device;
	return [
		{
			name: words.to,
			value: <code class="whole">{checksummed(approval.to)}</code>,
		},
		{ name: words.amount, value: coinWords(approval, approval.valueWei) },
		...(approval.data === "0x"
			? []
			: [
					{
						name: words.data,
						value: words.dataBytes(
							groupDigits(String((approval.data.length - 2) / 2)),
						),
					},
				]),
		{ name: words.mostFee, value: coinWords(approval, approval.mostFeeWei) },
		{
			name: words.chain,
			value: `${approval.chain.title} (${approval.chainId})`,
		},
	];
};

/** Of an order that is signed twice, the account's own word first. */
export const deviceTerms = (
	{ asked }: DeviceRequest,
	approval: ApprovalView,
): DeviceTerms => {
	const words = say().device;
	if (asked.kind !== "authorization") return orderTerms(approval);
	const { delegate, chainId } = asked;
	const isNone = /^0x0*$/.test(delegate);
	return [
		{
			name: isNone ? words.revokes : words.delegate,
			value: isNone ? (
				words.revokesSays
			) : (
				<code class="whole">{checksummed(delegate)}</code>
			),
		},
		{ name: words.chain, value: `${approval.chain.title} (${chainId})` },
	];
};

/** That it is signed elsewhere, said before the yes. */
export const OrderOnDevice = ({
	approval,
}: {
	readonly approval: ApprovalView;
}) => {
	const { status } = useShared();
	const device = deviceOf(status, approval.from);
	if (device === null) return null;
	const words = say().device;
	return (
		<Section title={words.onDevice}>
			<p>{words.signedThere(device.way)}</p>
			{approval.delegation !== undefined ? (
				device.way === "ledger" ? (
					<p>{words.twice}</p>
				) : (
					<WarnLine>{words.noDelegation}</WarnLine>
				)
			) : approval.data === "0x" ? (
				<p>{words.clear}</p>
			) : (
				<WarnLine>{words.blind}</WarnLine>
			)}
		</Section>
	);
};

export const MessageOnDevice = ({
	approval,
}: {
	readonly approval: MessageApproval;
}) => {
	const { status } = useShared();
	const device = deviceOf(status, approval.account);
	if (device === null) return null;
	const words = say().device;
	return (
		<Section title={words.onDevice}>
			<p>{words.signedThere(device.way)}</p>
			{approval.typed !== null && device.way === "ledger" ? (
				<WarnLine>{words.typedBlind}</WarnLine>
			) : (
				<p>{words.messageClear}</p>
			)}
		</Section>
	);
};

/** The small window closes when the person turns to the device: there the approval goes on in a tab, and nothing is said yet. */
export const mustLeavePopup = (device: DeviceAccount | null): boolean =>
	device !== null && isPopup();

export const GoOnInTab = ({ route }: { readonly route: string }) => (
	<Button main onClick={() => void openPage(`popup.html#${route}`)}>
		{say().device.goOnInTab}
	</Button>
);
