// Whether a list of endpoints can be kept: each is a URL that may be asked, and none is there twice in its role.

import { Fault } from "../base/fault.ts";
import type { Endpoint } from "../source/claim.ts";
import { originOf } from "../source/http.ts";

/**
 * One URL under two names would look like two who agree.
 * @throws bad-params that names the field when a name or a URL is there twice in one role; what `originOf` throws
 */
export const checkEndpoints = (roles: {
	readonly [role: string]: readonly Endpoint[];
}): void => {
	for (const [role, group] of Object.entries(roles)) {
		const names = new Map<string, number>();
		const urls = new Map<string, number>();
		for (const [i, { name, url }] of group.entries()) {
			originOf(url);
			const { href } = new URL(url);
			const before = { name: names.get(name), url: urls.get(href) };
			for (const field of ["name", "url"] as const)
				if (before[field] !== undefined)
					throw new Fault(
						"bad-params",
						`"${role}[${i}].${field}" is the same as "${role}[${before[field]}].${field}"`,
					);
			names.set(name, i);
			urls.set(href, i);
		}
	}
};
