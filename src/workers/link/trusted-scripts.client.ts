interface TrustedTypeFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

/**
 * The page's and each worker's default Trusted Types policy: addresses of scripts on the own origin pass, nothing else
 * does. Call it once, before the first worker is made. Browsers without Trusted Types have the other directives.
 */
export function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypeFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError(`Not a script of Hearth: ${url}`);
    },
  });
}
