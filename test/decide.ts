// A person who reads what is on screen and says yes to it: the answer names what was shown.

import type { Hex } from "../src/base/bytes.ts";
import type { Caller, Result } from "../src/protocol/channel.ts";
import type { keys, ui } from "../src/protocol/methods.ts";
import type { SiteRequestView } from "../src/protocol/views.ts";

const nothing: Hex = `0x${"0".repeat(64)}`;

/** Yes to the order as the signer shows it now; where it shows none by that id, to nothing, which it refuses. */
export const approve = async (
	ask: Caller<typeof keys>,
	id: string,
): Promise<{ readonly hash: Hex | null }> => {
	const found = (await ask("approval.list", undefined)).find(
		(approval) => approval.id === id,
	);
	const { order, shown } = found ?? { order: nothing, shown: nothing };
	return ask("approval.decide", { id, yes: true, order, shown });
};

/** Leave for what a site asks, as it is on screen. */
export const giveLeave = (
	ask: Caller<typeof ui>,
	{ id, origin, kind, says, about }: SiteRequestView,
): Promise<undefined> =>
	ask("site.answer", {
		...{ id, allow: true, origin, kind, says },
		...(about === undefined ? {} : { about }),
	});

/** Yes to the message as the signer shows it now; where it shows none by that id, to nothing, which it refuses. */
export const approveMessage = async (
	ask: Caller<typeof keys>,
	id: string,
): Promise<Result<(typeof keys)["message.decide"]>> => {
	const found = (await ask("message.list", undefined)).find(
		(approval) => approval.id === id,
	);
	const { request, shown } = found ?? { request: nothing, shown: nothing };
	return ask("message.decide", { id, yes: true, request, shown });
};
