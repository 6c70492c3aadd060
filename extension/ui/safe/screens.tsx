// The screens of Safe accounts, loaded when one of them is opened.

import { isHex } from "../../../src/base/bytes.ts";
import { go } from "../route.ts";
import { AddSafe } from "./add.tsx";
import { SafeDetail } from "./detail.tsx";
import { SafeSend } from "./send.tsx";
import { SafeTransaction } from "./transaction.tsx";

/** @param arg the Safe's address, and for one transaction its hash behind a dot */
const SafeScreens = ({
	name,
	arg,
}: {
	readonly name: string;
	readonly arg: string;
}) => {
	const [address = "", hash = ""] = arg.split(".");
	if (name === "safe" && isHex(address, 20))
		return <SafeDetail key={address} address={address} />;
	if (name === "safe-send" && isHex(address, 20))
		return <SafeSend key={address} address={address} />;
	if (name === "safe-tx" && isHex(address, 20) && isHex(hash, 32))
		return <SafeTransaction key={arg} address={address} hash={hash} />;
	return <AddSafe onBack={() => go("accounts")} />;
};

export default SafeScreens;
