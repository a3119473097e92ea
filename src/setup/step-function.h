// Makes one function of TensorFlow's of a sequence of kernels: called by its name, it runs them all, and what lies between
// two kernels takes a microsecond instead of the ten that a kernel called by itself takes. recorded-steps.h uses it.
#ifndef LIVING_REPORT_STEP_FUNCTION_H_
#define LIVING_REPORT_STEP_FUNCTION_H_

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

// Of TensorFlow's header c_api_experimental.h, which the set-up does not take from the wheel.
typedef struct TFE_OpAttrs TFE_OpAttrs;
extern "C" const TFE_OpAttrs *TFE_OpGetAttrs(const TFE_Op *op);
extern "C" void TFE_OpAttrsSerialize(const TFE_OpAttrs *attrs, TF_Buffer *buffer, TF_Status *status);

namespace living_report {

struct DeleteOp {
  void operator()(TFE_Op *op) const { TFE_DeleteOp(op); }
};
struct DeleteStatus {
  void operator()(TF_Status *status) const { TF_DeleteStatus(status); }
};
struct DeleteBuffer {
  void operator()(TF_Buffer *buffer) const { TF_DeleteBuffer(buffer); }
};
struct DeleteGraph {
  void operator()(TF_Graph *graph) const { TF_DeleteGraph(graph); }
};
struct DeleteFunction {
  void operator()(TF_Function *function) const { TF_DeleteFunction(function); }
};
using Op = std::unique_ptr<TFE_Op, DeleteOp>;
using Status = std::unique_ptr<TF_Status, DeleteStatus>;
using Buffer = std::unique_ptr<TF_Buffer, DeleteBuffer>;
using Graph = std::unique_ptr<TF_Graph, DeleteGraph>;
using Function = std::unique_ptr<TF_Function, DeleteFunction>;

// A kernel with its attributes, those of `model`; tensors lie in slots.
struct Kernel {
  std::string name;
  Op model;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
};

inline bool IsFine(const Status &status) { return TF_GetCode(status.get()) == TF_OK; }

inline bool Refuse(const Status &status, const std::string &message) {
  TF_SetStatus(status.get(), TF_INVALID_ARGUMENT, message.c_str());
  return false;
}

// A field of a protocol buffer that has bytes: its number and where they lie.
struct Field {
  int number;
  const char *bytes;
  size_t length;
};

// Reads a number of seven bits a byte, the lowest first. Stops at the end.
inline uint64_t ReadVarint(const char **at, const char *end) {
  uint64_t number = 0;
  for (int shift = 0; *at < end && shift < 64; shift += 7) {
    const unsigned char byte = *(*at)++;
    number |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

// The fields of a message that have bytes, in their order; those that are numbers are passed over.
inline std::vector<Field> FieldsOf(const char *at, size_t length) {
  const char *end = at + length;
  std::vector<Field> fields;
  while (at < end) {
    const uint64_t tag = ReadVarint(&at, end);
    const int wire = tag & 7;
    const uint64_t size = wire == 1 ? 8 : wire == 5 ? 4 : ReadVarint(&at, end);
    if (wire == 0) continue;
    if (size > static_cast<uint64_t>(end - at)) break;
    if (wire == 2) fields.push_back({static_cast<int>(tag >> 3), at, static_cast<size_t>(size)});
    at += size;
  }
  return fields;
}

inline std::vector<Field> FieldsOf(const Buffer &buffer) {
  return FieldsOf(static_cast<const char *>(buffer->data), buffer->length);
}

// Of an operation's arguments, whether each is a list of tensors (OpDef.input_arg's number_attr or type_list_attr).
inline std::vector<bool> ListArguments(TF_Graph *graph, const std::string &name, const Status &status) {
  const Buffer definition(TF_NewBuffer());
  TF_GraphGetOpDef(graph, name.c_str(), definition.get(), status.get());
  std::vector<bool> lists;
  if (!IsFine(status)) return lists;
  for (const Field &field : FieldsOf(definition)) {
    if (field.number != 2) continue;
    bool list = false;
    for (const Field &part : FieldsOf(field.bytes, field.length)) list = list || part.number == 5 || part.number == 6;
    lists.push_back(list);
  }
  return lists;
}

// Gives an operation of a graph the attributes of a kernel (NameAttrList.attr, a map).
inline bool CopyAttributes(const Kernel &kernel, TF_OperationDescription *description, const Status &status) {
  const Buffer attributes(TF_NewBuffer());
  TFE_OpAttrsSerialize(TFE_OpGetAttrs(kernel.model.get()), attributes.get(), status.get());
  if (!IsFine(status)) return false;
  for (const Field &entry : FieldsOf(attributes)) {
    if (entry.number != 2) continue;
    std::string name;
    Field value{0, nullptr, 0};
    for (const Field &part : FieldsOf(entry.bytes, entry.length)) {
      if (part.number == 1) name.assign(part.bytes, part.length);
      if (part.number == 2) value = part;
    }
    TF_SetAttrValueProto(description, name.c_str(), value.bytes, value.length, status.get());
    if (!IsFine(status)) return false;
  }
  return true;
}

// Builds the function; `outputs` holds where each slot's tensor comes from.
class StepGraph {
 public:
  StepGraph(size_t slots, const Status &status) : graph_(TF_NewGraph()), outputs_(slots), status_(status) {}

  // A slot that is given at each call.
  bool AddInput(int32_t slot, TF_DataType type) {
    TF_OperationDescription *description =
        TF_NewOperation(graph_.get(), "Placeholder", ("input" + std::to_string(slot)).c_str());
    TF_SetAttrType(description, "dtype", type);
    TF_Operation *operation = TF_FinishOperation(description, status_.get());
    if (!IsFine(status_)) return false;
    outputs_[slot] = {operation, 0};
    inputs_.push_back(outputs_[slot]);
    return true;
  }

  // A kernel after those before it: kernels that change variables have to keep their order.
  bool AddKernel(const Kernel &kernel) {
    const std::vector<bool> lists = ListArguments(graph_.get(), kernel.name, status_);
    if (!IsFine(status_)) return false;
    const std::string name = "kernel" + std::to_string(count_++);
    TF_OperationDescription *description = TF_NewOperation(graph_.get(), kernel.name.c_str(), name.c_str());
    const bool well = CopyAttributes(kernel, description, status_) && PassInputs(kernel, lists, description);
    if (last_) TF_AddControlInput(description, last_);
    const Status finished(TF_NewStatus());
    last_ = TF_FinishOperation(description, well ? status_.get() : finished.get());
    if (!IsFine(status_)) return false;
    for (size_t i = 0; i < kernel.outputs.size(); ++i) outputs_[kernel.outputs[i]] = {last_, static_cast<int>(i)};
    return true;
  }

  // The function, which runs all kernels and gives these slots.
  Function Finish(const std::string &name, const std::vector<int32_t> &results) {
    std::vector<TF_Output> outputs;
    for (const int32_t slot : results) outputs.push_back(outputs_[slot]);
    TF_Operation *const all[] = {last_};
    return Function(TF_GraphToFunctionWithControlOutputs(
        graph_.get(), name.c_str(), 0, -1, nullptr, static_cast<int>(inputs_.size()), inputs_.data(),
        static_cast<int>(outputs.size()), outputs.data(), nullptr, 1, all, nullptr, nullptr, nullptr, status_.get()));
  }

 private:
  // A list takes what the single arguments after it leave: of several lists the first one all, for which TensorFlow looks
  // at the attributes.
  bool PassInputs(const Kernel &kernel, const std::vector<bool> &lists, TF_OperationDescription *description) {
    size_t single = std::count(lists.begin(), lists.end(), false);
    if (kernel.inputs.size() < single) return Refuse(status_, kernel.name + " has too few inputs");
    size_t place = 0;
    for (const bool list : lists) {
      if (!list) {
        TF_AddInput(description, outputs_[kernel.inputs[place++]]);
        --single;
        continue;
      }
      std::vector<TF_Output> given;
      while (place + single < kernel.inputs.size()) given.push_back(outputs_[kernel.inputs[place++]]);
      TF_AddInputList(description, given.data(), static_cast<int>(given.size()));
    }
    return place == kernel.inputs.size() || Refuse(status_, kernel.name + " has too many inputs");
  }

  Graph graph_;
  std::vector<TF_Output> outputs_;
  std::vector<TF_Output> inputs_;
  const Status &status_;
  TF_Operation *last_ = nullptr;
  int count_ = 0;
};

}  // namespace living_report

#endif  // LIVING_REPORT_STEP_FUNCTION_H_
