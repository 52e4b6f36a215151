"""Nothing is made, and nothing imported, before it is asked for."""

import sys

before = set(sys.modules)
import errors

late = {"http", "urllib.parse", "decimal", "email.utils", "inspect", "dataclasses"}
assert not late & (set(sys.modules) - before), late & set(sys.modules)
assert errors._rows.cache_info().currsize == 0
assert len(errors._classes) == 1 and not errors._codes

count = len(errors.ErrorCode)
assert not errors._codes and len(errors._classes) == 1
error = errors.decode({"type": errors._rows()[0].type})
assert error.known and len(errors._codes) == 1 and len(errors._classes) < 5
assert errors._by_class.cache_info().currsize == errors._by_member.cache_info().currsize == 0
assert errors._by_plain_key.cache_info().currsize == 0
print(count)
