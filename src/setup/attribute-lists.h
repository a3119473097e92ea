// Sets attributes whose value is a list of strings or of types: kernels that do several things at once have such ones,
// and tfjs-node's own code passes a single string or type only. The set-up includes this file where that code sets
// attributes (binding-source.mjs).
#ifndef LIVING_REPORT_ATTRIBUTE_LISTS_H_
#define LIVING_REPORT_ATTRIBUTE_LISTS_H_

#include <string>
#include <vector>

namespace living_report {

// The elements of an array, each read by `read`; false where one of them cannot be, with the exception pending.
template <typename Element, typename Read>
bool ReadElements(napi_env env, napi_value array, std::vector<Element> *elements, Read read) {
  uint32_t length = 0;
  if (napi_get_array_length(env, array, &length) != napi_ok) return false;
  elements->resize(length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value element;
    if (napi_get_element(env, array, i, &element) != napi_ok) return false;
    if (read(env, element, &(*elements)[i]) != napi_ok) {
      napi_throw_type_error(env, nullptr, "an attribute's list holds something else than it should");
      return false;
    }
  }
  return true;
}

inline napi_status ReadString(napi_env env, napi_value value, std::string *text) {
  size_t length = 0;
  const napi_status status = napi_get_value_string_utf8(env, value, nullptr, 0, &length);
  if (status != napi_ok) return status;
  std::vector<char> bytes(length + 1);
  napi_get_value_string_utf8(env, value, bytes.data(), bytes.size(), &length);
  text->assign(bytes.data(), length);
  return napi_ok;
}

inline napi_status ReadType(napi_env env, napi_value value, TF_DataType *type) {
  int32_t number = 0;
  const napi_status status = napi_get_value_int32(env, value, &number);
  *type = static_cast<TF_DataType>(number);
  return status;
}

inline void AssignStrings(napi_env env, TFE_Op *op, const char *name, napi_value array) {
  std::vector<std::string> texts;
  if (!ReadElements(env, array, &texts, ReadString)) return;
  std::vector<const void *> starts;
  std::vector<size_t> lengths;
  for (const std::string &text : texts) {
    starts.push_back(text.data());
    lengths.push_back(text.size());
  }
  TFE_OpSetAttrStringList(op, name, starts.data(), lengths.data(), static_cast<int>(texts.size()));
}

inline void AssignTypes(napi_env env, TFE_Op *op, const char *name, napi_value array) {
  std::vector<TF_DataType> types;
  if (!ReadElements(env, array, &types, ReadType)) return;
  TFE_OpSetAttrTypeList(op, name, types.data(), static_cast<int>(types.size()));
}

// Whether the attribute is a list of strings or types, which is then set or has left an exception pending.
inline bool AssignList(napi_env env, TFE_Op *op, const char *name, TF_AttrType type, napi_value value) {
  if (type != TF_ATTR_STRING && type != TF_ATTR_TYPE) return false;
  bool is_array = false;
  if (napi_is_array(env, value, &is_array) != napi_ok || !is_array) return false;
  (type == TF_ATTR_STRING ? AssignStrings : AssignTypes)(env, op, name, value);
  return true;
}

}  // namespace living_report

#endif  // LIVING_REPORT_ATTRIBUTE_LISTS_H_
